// Lets the author try a quiz: its options can be chosen, and the answers are asked for when they are checked.
"use strict";
(() => {
  const options = (question) => [...question.querySelectorAll(":scope > ul > li")];

  // The list of questions is the last one of the text.
  const listOf = (prose, count) => {
    const lists = [...prose.querySelectorAll(":scope > ol")];
    const list = lists.at(-1);
    return list?.children.length === count ? list : null;
  };

  // A box that cannot be clicked becomes a choice with the words behind it as its label.
  const enable = (option, name, isMultiple) => {
    const box = option.querySelector("input");
    if (!box) return;
    const label = document.createElement("label");
    label.append(...option.childNodes);
    option.append(label);
    box.type = isMultiple ? "checkbox" : "radio";
    box.name = name;
    box.disabled = false;
    // The words behind it are its name now.
    box.removeAttribute("aria-label");
  };

  const mark = (option, isRight) => {
    const box = option.querySelector("input");
    const word = isRight ? "right" : box.checked ? "wrong" : "";
    option.classList.toggle("is-right", isRight);
    option.classList.toggle("is-wrong", !isRight && box.checked);
    if (!word) return;
    const sign = document.createElement("span");
    sign.className = "cd-mark";
    sign.lang = "en";
    sign.textContent = word;
    option.append(" ", sign);
  };

  const clear = (list) => {
    for (const old of list.querySelectorAll(".cd-mark, .cd-explanation")) old.remove();
    for (const option of list.querySelectorAll(".is-right, .is-wrong")) option.classList.remove("is-right", "is-wrong");
  };

  const check = (list, answers) => {
    clear(list);
    let count = 0;
    [...list.children].forEach((question, number) => {
      const { right, explanation } = answers[number];
      const all = options(question);
      if (all.every((option, at) => option.querySelector("input").checked === right[at])) count += 1;
      all.forEach((option, at) => mark(option, right[at]));
      if (!explanation) return;
      const text = document.createElement("p");
      text.className = "cd-note cd-explanation";
      text.textContent = explanation;
      question.append(text);
    });
    return count;
  };

  const start = () => {
    const prose = document.querySelector("[data-cd-answers]");
    if (!prose || prose.querySelector("[data-cd-check]")) return;
    const { cdAnswers, cdKinds } = prose.dataset;
    const list = listOf(prose, cdKinds.length);
    if (!list) return;
    list.classList.add("cd-quiz");
    [...list.children].forEach((question, number) => {
      options(question).forEach((option) => enable(option, `cd-question-${number}`, cdKinds[number] === "m"));
    });
    const button = document.createElement("button");
    const result = document.createElement("span");
    button.type = "button";
    button.className = "cd-button";
    button.dataset.cdCheck = "";
    button.textContent = "Check answers";
    result.setAttribute("role", "status");
    const row = document.createElement("p");
    row.className = "cd-note";
    [row.lang, row.dir] = ["en", "ltr"];
    row.append(button, " ", result);
    list.after(row);
    button.addEventListener("click", async () => {
      try {
        const answer = await fetch(cdAnswers, { cache: "no-store" });
        const answers = await answer.json();
        result.textContent = `${check(list, answers)} of ${answers.length} right`;
      } catch {
        result.textContent = "Not connected";
      }
    });
  };
  start();
  document.addEventListener("coursedir:changed", start);
})();
