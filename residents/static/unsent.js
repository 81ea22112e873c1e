// Answers that this device could not send yet, shown where they can still be sent or saved.
const words = document.currentScript.dataset;

const left = () => {
  const found = [];
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith("koebako:")) continue;
      const { body, text, at } = JSON.parse(localStorage[key]);
      if (Date.now() - at > 86400000) localStorage.removeItem(key);
      else if (body) found.push({ key, path: key.split(":")[1], body, text });
    }
  } catch (refused) {
    // A browser that keeps nothing.
  }
  return found;
};

const show = ({ key, path, body, text }) => {
  const settle = (panel) => {
    localStorage.removeItem(key);
    panel.remove();
  };
  const send = async (event) => {
    const button = event.target;
    if (button.textContent === words.busy) return;
    button.textContent = words.busy;
    const reply = await post(path, body);
    button.textContent = words.now;
    if (!reply) {
      panel.querySelector("p").textContent = words.later;
      return;
    }
    const { status, headers } = reply;
    if (status === 201 || status === 409) settle(panel);
    if (status === 201) location.assign(headers.get("location"));
    else openReply(path, body);
  };
  const forget = () => confirm(words.sure) && settle(panel);
  const panel = unsentPanel(words, text.split("\n")[0], [
    [words.now, send],
    [words.file, () => saveFile(text)],
    [words.forget, forget],
  ]);
  document.querySelector("main").prepend(panel);
};

left().forEach(show);
