// A device that people share: after a while without a touch it returns to the start, with nothing
// left of the one before.
"use strict";
{
  const dialog = document.querySelector("#idle"), text = dialog.querySelector("p");
  const { start, wait, warn, now } = dialog.dataset;
  let timer, left;

  const unsent = () => typeof queue !== "undefined" && queue.unsent;

  const rest = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (unsent()) return rest();
      left = +warn;
      dialog.showModal();
      tick();
    }, wait * 1000);
  };

  const tick = () => {
    if (!left) {
      for (const form of document.forms) form.reset();
      location.replace(start);
      return;
    }
    text.textContent = text.dataset.text.replace("#", left);
    left -= 1;
    timer = setTimeout(tick, 1000);
  };

  for (const sign of ["pointerdown", "keydown", "input", "wheel"]) {
    addEventListener(sign, () => dialog.open || rest(), { passive: true });
  }
  dialog.addEventListener("close", rest);
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  // A start that nobody has touched waits for somebody.
  if (now !== undefined) rest();
}
