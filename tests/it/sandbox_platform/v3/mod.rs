//! The newer calls, with requests that are written by hand and held against the documents.
//!
//! [`Portal`] is a sandbox with a course that was imported into it.

mod absent;
mod by_hand;
mod calls;
mod categories;
mod command_line;
mod courses;
mod handle;
mod imported;
mod lessons;
mod order;
mod put;
mod quizzes;
mod readings;

use reqwest::header::HeaderMap;

use super::*;

const COURSES: &str = "/courses/products";
const NOWHERE: &str = "00000000-0000-4000-8000-000000000000";

/// A sandbox with one imported course: two categories, one of them with a sub-category.
///
/// ```text
/// First      One (video, material), Two
/// └─ Inner   Three (quiz)
/// Second     Four (draft)
/// ```
struct Portal {
    sandbox: Sandbox,
    course: String,
}

impl Portal {
    async fn start() -> Self {
        Self::with("").await
    }

    /// One with these readings.
    async fn with(readings: &str) -> Self {
        let readings = readings.parse().unwrap();
        // The pace has a test of its own.
        let rate = sandbox::Rate { max: 10_000, interval: Duration::from_secs(1), daily: 1_000_000 };
        let set = |options: &mut Options| (options.readings, options.rate) = (readings, rate);
        let sandbox = Sandbox::with(set).await;
        let video = sandbox.uploaded("v.mp4", "video/mp4", b"v").await;
        let sheet = sandbox.uploaded("s.pdf", "application/pdf", b"s").await;
        let body = json!({
            "locationId": "loc",
            "products": [{
                "title": "Course", "description": "About", "imageUrl": sandbox.url(&sheet),
                "instructorDetails": { "name": "Ada", "description": "Teaches" },
                "categories": [
                    {
                        "title": "First", "visibility": "published", "thumbnailUrl": sandbox.url(&sheet),
                        "posts": [
                            {
                                "title": "One", "visibility": "published", "contentType": "video",
                                "description": "<p>One</p>", "thumbnailUrl": sandbox.url(&sheet),
                                "bucketVideoUrl": sandbox.url(&video),
                                "postMaterials": [{ "title": "Sheet", "type": "pdf", "url": sandbox.url(&sheet) }],
                            },
                            {
                                "title": "Two", "visibility": "published", "contentType": "video",
                                "description": "<p style=\"color:red\" class=\"b\">Two &#233;</p>",
                            },
                        ],
                        "subCategories": [{
                            "title": "Inner", "visibility": "published", "posts": [{
                                "title": "Three", "visibility": "published", "contentType": "quiz",
                                "description": "",
                            }],
                        }],
                    },
                    {
                        "title": "Second", "visibility": "draft", "posts": [{
                            "title": "Four", "visibility": "draft", "contentType": "assignment",
                            "description": "<p>Four</p>",
                        }],
                    },
                ],
            }],
        });
        let answer: Value = sandbox.import(&body).await.unwrap().json().await.unwrap();
        sandbox.running.imports_finished().await;
        let course = answer["processingCourses"][0]["id"].as_str().unwrap().to_owned();
        Self { sandbox, course }
    }

    /// A call with everything that it needs; `path` starts below the list of courses.
    async fn call(&self, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        let (status, _, body) = self.full_call(method, path, body).await;
        (status, body)
    }

    async fn full_call(&self, method: &str, path: &str, body: Option<Value>) -> (u16, HeaderMap, Value) {
        let mark = if path.contains('?') { '&' } else { '?' };
        let url = self.sandbox.url(&format!("{COURSES}{path}{mark}locationId=loc"));
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let request = self.sandbox.client.request(method, url).bearer_auth(TOKEN).header("Version", "v3");
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        (status, headers, serde_json::from_str(&text).unwrap_or_else(|_| json!(text)))
    }

    /// A call on the course that was imported, which has to work.
    #[track_caller]
    fn on_course(
        &self,
        method: &'static str,
        path: &str,
        body: Option<Value>,
    ) -> impl Future<Output = Value> + '_ {
        let path = format!("/{}{path}", self.course);
        async move {
            let (status, answer) = self.call(method, &path, body).await;
            assert!(matches!(status, 200 | 201), "{method} {path}: {status} {answer}");
            answer
        }
    }

    /// The same, which has to be refused with this status and these words.
    async fn refused(&self, method: &str, path: &str, body: Option<Value>, status: u16, message: &Value) {
        let (own, answer) = self.call(method, &format!("/{}{path}", self.course), body).await;
        assert_eq!(
            (own, &answer["statusCode"], &answer["message"]),
            (status, &json!(status), message),
            "{answer}"
        );
        assert_eq!(answer["traceId"].as_str().unwrap().len(), 36);
    }

    async fn categories(&self) -> Vec<Value> {
        self.on_course("GET", "/categories", None).await["categories"].as_array().unwrap().clone()
    }

    async fn lessons(&self) -> Vec<Value> {
        self.on_course("GET", "/lessons", None).await["lessons"].as_array().unwrap().clone()
    }

    async fn category(&self, title: &str) -> Value {
        named(self.categories().await, title)
    }

    async fn lesson(&self, title: &str) -> Value {
        named(self.lessons().await, title)
    }

    /// Everything that the platform has, also what no call shows.
    fn whole(&self) -> Value {
        self.sandbox.running.portal(&self.course).unwrap()
    }
}

/// A form as a browser sends it.
fn with_form(request: RequestBuilder, fields: &[(&str, String)]) -> RequestBuilder {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    request.header("Content-Type", "application/x-www-form-urlencoded").body(body)
}

fn named(list: Vec<Value>, title: &str) -> Value {
    list.into_iter().find(|it| it["title"] == title).unwrap_or_else(|| panic!("no {title}"))
}

fn id(object: &Value) -> &str {
    object["id"].as_str().unwrap_or_else(|| panic!("no id in {object}"))
}

fn titles(list: &[Value]) -> Vec<&str> {
    list.iter().map(|it| it["title"].as_str().unwrap()).collect()
}
