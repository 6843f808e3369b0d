//! What a test does with a page, and what it sees of it, in the words of a reader: links and their text,
//! headings, what is visible, what has the focus.
//!
//! Nothing here sleeps until something has probably happened. [`Browser::wait_until`] asks the page again and again
//! whether it is so, and gives up with a sentence.

use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::driver::Browser;

/// How long a page may take for something, on a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_secs(30);

impl Browser {
    /// Opens an address and waits until it is loaded.
    pub async fn open(&self, address: &str) {
        self.driver.goto(address).await.unwrap_or_else(|error| panic!("{address} does not open: {error}"));
    }

    /// The value of a JavaScript expression in the page.
    pub async fn value<T: DeserializeOwned>(&self, expression: &str) -> T {
        let value = self.try_value(expression).await.unwrap_or_else(|error| panic!("{expression}\n{error}"));
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{expression}\n{error}"))
    }

    /// What an asynchronous function in the page comes to; its text is the function's body.
    pub async fn asynchronous<T: DeserializeOwned>(&self, body: &str) -> T {
        let script = format!(
            "const done = arguments[arguments.length - 1];
            (async () => {{ {body} }})().then(
                value => done({{ value: value === undefined ? null : value }}),
                error => done({{ error: String(error) }}),
            );"
        );
        let outcome = self.driver.execute_async(script.as_str(), Vec::new()).await;
        let outcome = outcome.unwrap_or_else(|error| panic!("{body}\n{error}")).json().clone();
        assert!(outcome.get("error").is_none(), "{body}\n{outcome}");
        serde_json::from_value(outcome["value"].clone()).unwrap_or_else(|error| panic!("{body}\n{error}"))
    }

    async fn try_value(&self, expression: &str) -> WebDriverResult<Value> {
        let script = format!("return ({expression});");
        Ok(self.driver.execute(script.as_str(), Vec::new()).await?.json().clone())
    }

    /// Waits until a JavaScript expression is true of the page, reloads in between or not.
    pub async fn wait_until(&self, what: &str, expression: &str) {
        let begun = Instant::now();
        loop {
            // While a page is replaced there is none to ask.
            let answer = self.try_value(expression).await;
            if answer.as_ref().is_ok_and(is_true) {
                return;
            }
            if begun.elapsed() > PATIENCE {
                let text: Value = self.try_value("document.body.innerText").await.unwrap_or_default();
                let text = text.as_str().unwrap_or_default();
                panic!("it never came to this: {what}\n{expression}\nis {answer:?}; the page reads:\n{text}");
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Waits until something is so that takes more than one look at the page.
    pub async fn wait_for(&self, what: &str, mut is_so: impl AsyncFnMut() -> bool) {
        let begun = Instant::now();
        while !is_so().await {
            assert!(
                begun.elapsed() < PATIENCE,
                "it never came to this: {what}; the page reads:\n{}",
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Waits until words can be read on the page.
    pub async fn wait_for_text(&self, words: &str) {
        self.wait_until(
            &format!("`{words}` is on the page"),
            &format!("{}.includes({})", TEXT, json!(words)),
        )
        .await;
    }

    /// Waits until words can no longer be read on the page.
    pub async fn wait_for_no_text(&self, words: &str) {
        let is_gone = format!("!{}.includes({})", TEXT, json!(words));
        self.wait_until(&format!("`{words}` is not on the page"), &is_gone).await;
    }

    /// Waits until the page shows the lesson or course of this title.
    pub async fn wait_for_heading(&self, title: &str) {
        let is_there = format!("{} === {}", HEADING, json!(title));
        self.wait_until(&format!("the heading of the page is `{title}`"), &is_there).await;
    }

    /// What can be read on the page.
    pub async fn text(&self) -> String {
        self.value(TEXT).await
    }

    /// What can be read in the main part of the page.
    pub async fn main_text(&self) -> String {
        self.value("document.querySelector('main').innerText").await
    }

    /// The one heading of the page, which is the title of the lesson or course.
    pub async fn heading(&self) -> String {
        self.value(HEADING).await
    }

    /// The address of the page.
    pub async fn address(&self) -> String {
        self.driver.current_url().await.unwrap().into()
    }

    /// How many elements match, visible or not.
    pub async fn count(&self, selector: &str) -> usize {
        self.value(&format!("document.querySelectorAll({}).length", json!(selector))).await
    }

    /// Whether an element that matches is there to be seen.
    pub async fn sees(&self, selector: &str) -> bool {
        let visible = format!(
            "[...document.querySelectorAll({})].some(element => element.checkVisibility({{
                visibilityProperty: true, opacityProperty: true }}) && element.getClientRects().length > 0)",
            json!(selector)
        );
        self.value(&visible).await
    }

    /// Clicks on the visible element that matches, with the pointer.
    pub async fn click(&self, selector: &str) {
        let by = By::Css(selector);
        let elements = self.driver.find_all(by).await.unwrap();
        for element in elements {
            if element.is_displayed().await.unwrap_or_default() {
                return self.click_element(&element, selector).await;
            }
        }
        panic!("there is no `{selector}` to click on in:\n{}", self.text().await);
    }

    /// Clicks on the link or button that reads so.
    pub async fn click_on(&self, words: &str) {
        let script = "const words = arguments[0].toLowerCase();
            const name = element => (element.getAttribute('aria-label') || element.innerText || '').trim().toLowerCase();
            const all = [...document.querySelectorAll('a[href], button, summary, [role=tab], [role=button], label')]
                .filter(element => element.checkVisibility({ visibilityProperty: true }));
            return all.find(element => name(element) === words)
                || all.find(element => name(element).includes(words)) || null;";
        let found = self.driver.execute(script, vec![json!(words)]).await.unwrap();
        match found.element() {
            Ok(element) => self.click_element(&element, words).await,
            Err(error) => panic!("{error}: nothing reads `{words}` to click on in:\n{}", self.text().await),
        }
    }

    async fn click_element(&self, element: &WebElement, what: &str) {
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });";
        let begun = Instant::now();
        loop {
            self.driver.execute(script, vec![element.to_json().unwrap()]).await.unwrap();
            match element.click().await {
                Ok(()) => return,
                // A page that scrolls smoothly is still on its way when the driver clicks.
                Err(error) if begun.elapsed() > PATIENCE => panic!("`{what}`: {error}"),
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    /// Presses one key, wherever the focus is: a character, or a key by its name in the DOM.
    ///
    /// Pressing and letting go are two commands, because a driver repeats a command in whose middle the page is left,
    /// and a key that is pressed twice turns two pages.
    pub async fn press(&self, key: &str) {
        let (code, number, text) = match key {
            "Enter" => (key.to_owned(), 13, "\r"),
            "Escape" => (key.to_owned(), 27, ""),
            "Tab" => (key.to_owned(), 9, ""),
            "Backspace" => (key.to_owned(), 8, ""),
            "ArrowLeft" => (key.to_owned(), 37, ""),
            "ArrowUp" => (key.to_owned(), 38, ""),
            "ArrowRight" => (key.to_owned(), 39, ""),
            "ArrowDown" => (key.to_owned(), 40, ""),
            "/" | "?" => ("Slash".to_owned(), 191, key),
            letter => {
                (format!("Key{}", letter.to_uppercase()), u32::from(letter.to_uppercase().as_bytes()[0]), key)
            }
        };
        let mut event = json!({
            "type": if text.is_empty() { "rawKeyDown" } else { "keyDown" },
            "key": key, "code": code, "windowsVirtualKeyCode": number, "text": text,
        });
        self.command("Input.dispatchKeyEvent", event.clone()).await;
        event["type"] = json!("keyUp");
        self.command("Input.dispatchKeyEvent", event).await;
    }

    /// Types words, wherever the focus is.
    pub async fn write(&self, words: &str) {
        self.driver.action_chain().send_keys(words).perform().await.unwrap();
    }

    /// What has the focus: its tag, type and text, for a person to compare.
    pub async fn focus(&self) -> String {
        self.value(
            "[document.activeElement.localName, document.activeElement.type || '',
              (document.activeElement.innerText || '').trim()].filter(Boolean).join(' ')",
        )
        .await
    }

    /// Speaks to the browser itself, in the words of Chromium's own protocol.
    pub async fn command(&self, method: &str, parameters: Value) -> Value {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Waits until the page's video says how long it is.
    pub async fn wait_for_duration(&self) {
        let is_known = "document.querySelector('video').duration > 0";
        self.wait_until("the video says how long it is", is_known).await;
    }

    /// Plays the page's video, without its sound, which may need a click first.
    pub async fn play(&self) {
        self.wait_for_duration().await;
        self.asynchronous::<Value>(
            "const video = document.querySelector('video'); video.muted = true; await video.play();",
        )
        .await;
        self.wait_until("the video goes on", "document.querySelector('video').currentTime > 0.2").await;
    }

    /// Shows the page as on a screen of this size.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Shows the page to a reader who prefers dark pages, or light ones.
    pub async fn prefer_color_scheme(&self, scheme: &str) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.command("Emulation.setEmulatedMedia", features).await;
    }

    /// Waits until all pictures of the page have come or failed, and returns the addresses of those that failed.
    pub async fn broken_images(&self) -> Vec<String> {
        self.wait_until(
            "all images are there",
            "[...document.images].every(image => { image.loading = 'eager'; return image.complete; })",
        )
        .await;
        self.value("[...document.images].filter(image => image.naturalWidth === 0).map(image => image.src)")
            .await
    }
}

/// What can be read on the page, as the browser lays it out.
const TEXT: &str = "document.body.innerText";

/// The title of what the page is about, without the marks beside it.
const HEADING: &str = "[...(document.querySelector('h1') || document.createElement('h1')).childNodes]
    .filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join('').trim()";

fn is_true(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
}
