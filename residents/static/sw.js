// Keeps the answer page, so that it opens where there is no network. See docs/decisions/0012.
"use strict";
// A new name forgets every kept page: only for another way of keeping, not for every release.
const KEPT = "koebako-1";
const PATIENCE = 4000; // ms that a kept page waits for the network
const LIFE = 7 * 24 * 3600 * 1000; // ms that a page is kept

const isPage = (url) => url.origin === location.origin && /^\/s\/[^/]+$/i.test(url.pathname);

// A code leads to the same page in any case.
const pathOf = (url) => url.origin + url.pathname.toLowerCase();

// One kept page for each language; whatever else stands in the address says nothing about it.
const keyOf = (url) => {
  const language = url.searchParams.get("lang");
  return pathOf(url) + (language ? "?lang=" + encodeURIComponent(language) : "");
};

const scriptOf = (html) => (/<script src="([^"]+)"/.exec(html) || [])[1];

// The body as it is now: the headers of its way here no longer fit it.
const copyOf = (response, html) => {
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(html, { headers });
};

// What is too old is dropped, and scripts that no kept page names.
const tidy = async (cache) => {
  const named = new Set();
  const requests = await cache.keys();
  for (const request of requests) {
    if (!isPage(new URL(request.url))) continue;
    const page = await cache.match(request);
    if (Date.now() - Date.parse(page.headers.get("date")) > LIFE) await cache.delete(request);
    else named.add(new URL(scriptOf(await page.text()), location.origin).href);
  }
  for (const { url } of requests) {
    if (!isPage(new URL(url)) && !named.has(url)) await cache.delete(url);
  }
};

// Keeps what the server marks to be kept; a survey that is open no longer is forgotten.
const put = async (url, response) => {
  if (!response.ok || response.redirected) return;
  const html = await response.text();
  const cache = await caches.open(KEPT);
  if (!/<form [^>]*\bdata-keep\b/.test(html)) {
    await cache.delete(pathOf(url), { ignoreSearch: true });
    return;
  }
  const script = scriptOf(html);
  if (!(await cache.match(script))) await cache.add(script);
  await cache.put(keyOf(url), copyOf(response, html));
  await tidy(cache);
};

// One after the other: tidying must not take away what is just being kept.
let turn = Promise.resolve();
const keep = (asked, url) => {
  const kept = asked.then((response) => {
    const copy = response.clone();
    turn = turn.then(() => put(url, copy)).catch(() => {}); // the network ended before its script
    return turn;
  });
  return kept.catch(() => {}); // no network: what was kept stays
};

// 128 random bits, as the server draws them.
const number = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").split("/").join("_").slice(0, 22);
};

// The kept page, marked as such, with a number of its own: two sendings never share one.
const again = async (url) => {
  const cache = await caches.open(KEPT);
  const kept = (await cache.match(keyOf(url)))
    || (await cache.match(pathOf(url), { ignoreSearch: true }));
  if (!kept) return undefined;
  const html = (await kept.text())
    .replace("<html ", "<html data-kept ")
    .replace(/(name="submission_id" value=")[^"]*/, (_, before) => before + number());
  return copyOf(kept, html);
};

const page = async (event, url) => {
  const asked = fetch(event.request);
  event.waitUntil(keep(asked, url));
  let timer;
  const late = new Promise((resolve) => { timer = setTimeout(resolve, PATIENCE); });
  const came = await Promise.race([asked.catch(() => {}), late]);
  clearTimeout(timer);
  if (came && came.status < 500) return came;
  return (await again(url)) || asked;
};

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => {
  const forget = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("koebako-") && name !== KEPT) await caches.delete(name);
    }
    await clients.claim();
  };
  event.waitUntil(forget());
});

// A page that was opened before this was here asks to be kept.
addEventListener("message", (event) => {
  const url = new URL(event.data);
  if (isPage(url)) event.waitUntil(keep(fetch(url), url));
});

addEventListener("fetch", (event) => {
  const { method, mode, url: address } = event.request;
  const url = new URL(address);
  if (method !== "GET" || url.origin !== location.origin) return;
  if (mode === "navigate") {
    if (isPage(url)) event.respondWith(page(event, url));
  } else if (/^\/assets\/.*\.js$/.test(url.pathname)) {
    // The address names the very bytes, so a kept file is never old.
    event.respondWith(caches.match(address).then((kept) => kept || fetch(event.request)));
  }
});
