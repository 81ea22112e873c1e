// Sends without leaving the page; what could not be sent stays here and goes as soon as it can.
const queue = { unsent: false };
if (!preview) {
  const path = form.getAttribute("action"), root = find("html");
  let body, text, panel, timer, trying, pause = 5000;

  // From now on these very answers are what is sent: whether they have arrived is not known, and
  // other answers under the same number would be another sending.
  const hold = () => {
    queue.unsent = true;
    root.dataset.unsent = "";
    for (const part of parts) part.inert = true;
    if (panel) return;
    panel = unsentPanel(words, words.later, [[words.now, attempt], [words.file, () => saveFile(text)]]);
    form.before(panel);
    panel.focus();
  };

  // For the file: what was asked, what was answered, and the number.
  const written = () => [find("h1"), ...all("dt, dd:not(.change) p", check)].reduce((said, at) => {
    const line = [...at.childNodes].map((node) => node.textContent.trim()).join(" ").trim();
    return said + (at.matches("dt") ? "\n" : "") + line + "\n";
  }, "") + `\n${words.number} ${new URLSearchParams(body).get("submission_id")}\n${location.origin}${path}\n`;

  const attempt = async () => {
    if (trying) return;
    trying = true;
    clearTimeout(timer);
    busy(true);
    if (panel) find("button", panel).textContent = words.busy;
    const reply = await post(path, body);
    trying = false;
    if (!reply) {
      busy(false);
      hold();
      find("button", panel).textContent = words.now;
      timer = setTimeout(attempt, pause);
      pause = Math.min(2 * pause, 60000);
      return;
    }
    queue.unsent = false;
    const { status, headers } = reply;
    if (status === 201 || status === 409) draft.wipe();
    // The server will not have it so: the page it sends back is where to mend it.
    else if (/400|413|422/.test(status)) draft.save({ body: "" });
    if (status === 201) location.replace(headers.get("location"));
    else openReply(path, body);
  };

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !window.AbortController) return;
    event.preventDefault();
    if (trying) return;
    if (!queue.unsent) {
      body = draft.urlencoded();
      text = written();
      draft.save({ body, text });
    }
    attempt();
  });

  const retry = () => {
    if (!queue.unsent) return;
    pause = 5000;
    attempt();
  };
  addEventListener("online", retry);
  addEventListener("pageshow", retry);
  document.addEventListener("visibilitychange", () => document.hidden || retry());
  addEventListener("beforeunload", (event) => {
    if (queue.unsent && !draft.on) event.preventDefault();
  });

  // What an earlier visit could not send.
  queue.resume = () => {
    ({ body, text } = draft);
    hold();
    attempt();
  };
  const anew = find("#anew");
  if (anew) anew.addEventListener("click", () => queue.unsent && !draft.body && location.reload());
  if ("kept" in root.dataset) {
    const line = document.createElement("p");
    line.className = "quiet";
    line.textContent = words.kept;
    form.before(line);
  }
  const worker = navigator.serviceWorker;
  if (worker && "keep" in form.dataset) {
    const register = async () => {
      try {
        await worker.register("/sw.js", { scope: location.pathname.slice(0, 3) }); // /s/ or /S/
        if (!worker.controller) (await worker.ready).active.postMessage(location.href);
      } catch (refused) {
        // A browser that keeps nothing: the page works without.
      }
    };
    addEventListener("load", () => (window.requestIdleCallback || setTimeout)(register));
  }
}
