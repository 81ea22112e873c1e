// One try to send, and what is shown while an answer could not be sent.
// Gives the reply; null when nothing is known and the same is to be sent again.
"use strict";
const post = async (path, body) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 20000);
  const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
  try {
    const reply = await fetch(path, { method: "POST", body, headers, signal: stop.signal });
    return reply.status === 429 || reply.status >= 500 ? null : reply;
  } catch (lost) {
    return null;
  } finally {
    clearTimeout(timer);
  }
};

// Sends the same as a page does, so that the server's own words are shown.
const openReply = (path, body) => {
  const page = document.createElement("form");
  page.method = "post";
  page.action = path;
  for (const [name, value] of new URLSearchParams(body)) {
    const field = document.createElement("input");
    page.append(Object.assign(field, { type: "hidden", name, value }));
  }
  document.body.append(page);
  // A question may be called "submit".
  HTMLFormElement.prototype.submit.call(page);
};

const saveFile = (text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff" + text], { type: "text/plain" }));
  link.download = "koebako.txt";
  link.click();
};

// Says that it is not sent yet, with buttons: pairs of a word and what it does.
const unsentPanel = (words, more, buttons) => {
  const panel = document.createElement("div");
  panel.className = "unsent";
  panel.tabIndex = -1;
  panel.setAttribute("role", "alert");
  for (const [tag, text] of [["h2", words.unsent], ["p", more]]) {
    panel.appendChild(document.createElement(tag)).textContent = text;
  }
  let className = "button";
  for (const [textContent, onclick] of buttons) {
    const button = panel.appendChild(document.createElement("button"));
    Object.assign(button, { type: "button", className, textContent, onclick });
    className = "button plain";
  }
  return panel;
};
