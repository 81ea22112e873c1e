// Leaves for the sign-in page when the session has ended in another tab or by time.
(function () {
  "use strict";
  function look() {
    fetch("/staff/_stcore/health", { redirect: "manual", cache: "no-store" }).then(function (answer) {
      if (answer.status === 401) {
        location.assign("/staff-login?next=" + encodeURIComponent(location.pathname + location.search));
      }
    }, function () { /* no network: nothing is known about the session */ });
  }
  setInterval(look, 4000);
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { look(); } });
})();
