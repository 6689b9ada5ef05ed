// Keeps a language's pages in this browser, when the reader asks for it, and removes them again:
//
//   <section hidden data-module="offline" data-language="fr" data-root="../../">
//     <p data-offline="about">… {size} …</p>
//     <script type="application/json" id="offline-strings">{"offline_keep": "…", …}</script>
//   </section>
//
// The list of files is offline/<language>.json. What is kept stands in a cache of its own, whose last entry is that list: a
// cache without it was never finished. Browsers offer this on https and on this machine only; elsewhere the section stays hidden.

import { element, pageData, say } from "../shared/elements.mjs";

const AT_A_TIME = 6;

class Offline {
  constructor(section) {
    this.section = section;
    this.strings = pageData("offline-strings");
    this.root = new URL(section.dataset.root, location.href).href;
    this.prefix = `csea-terms ${this.root} `;
    this.listed = `${this.root}offline/${section.dataset.language}.json`;
    this.keepButton = this.button(() => this.keep());
    this.removeButton = this.button(() => this.remove());
    this.removeButton.textContent = this.strings.offline_remove;
    this.status = element("p", { role: "status" });
    section.append(element("p", {}, this.keepButton, " ", this.removeButton), this.status);
  }

  button(act) {
    const button = element("button", { type: "button", class: "button" });
    button.addEventListener("click", act);
    return button;
  }

  async begin() {
    const list = await (await fetch(this.listed)).json();
    const about = this.section.querySelector('[data-offline="about"]');
    about.textContent = about.textContent.replace("{size}", new Intl.NumberFormat(this.section.dataset.language).format(list.megabytes));
    await this.show();
    this.section.hidden = false;
  }

  /** Say what is kept, and offer what can be done. */
  async show() {
    const kept = await caches.match(this.listed);
    this.keepButton.textContent = kept ? this.strings.offline_update : this.strings.offline_keep;
    this.removeButton.hidden = !kept;
    this.status.textContent = kept ? say(this.strings, "offline_kept", { version: (await kept.json()).version }) : "";
  }

  async names() {
    return (await caches.keys()).filter((name) => name.startsWith(this.prefix));
  }

  async keep() {
    const mine = `${this.prefix}${this.section.dataset.language} `;
    const name = mine + Date.now();
    this.keepButton.disabled = true;
    try {
      await this.fill(await caches.open(name));
      for (const other of await this.names()) if (other.startsWith(mine) && other !== name) await caches.delete(other);
      await navigator.serviceWorker.register(`${this.root}offline-worker.js`);
      await this.show();
    } catch {
      await caches.delete(name);
      this.status.textContent = this.strings.offline_failed;
    }
    this.keepButton.disabled = false;
  }

  /** Fetch every file of the list into a cache, a few at a time, and the list last. */
  async fill(cache) {
    const { files } = await (await fetch(this.listed, { cache: "no-cache" })).json();
    const waiting = files.entries();
    const some = async () => {
      for (const [number, path] of waiting) {
        await this.store(cache, this.root + path);
        if (number % 50 === 0) this.status.textContent = say(this.strings, "offline_progress", { n: number, total: files.length });
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, some));
    await this.store(cache, this.listed);
  }

  async store(cache, address) {
    const response = await fetch(address, { cache: "no-cache" });
    if (!response.ok) throw new Error(address);
    // Made anew, since a browser shows no page from an answer that was redirected, as some hosts do with index.html.
    const headers = { "Content-Type": response.headers.get("Content-Type") };
    await cache.put(address, new Response(await response.blob(), { headers }));
  }

  /** Remove what is kept in all languages, and what answers from it. */
  async remove() {
    for (const name of await this.names()) await caches.delete(name);
    const registration = await navigator.serviceWorker.getRegistration(this.root);
    await registration?.unregister();
    await this.show();
    this.status.textContent = this.strings.offline_removed;
    this.keepButton.focus();
  }
}

const section = document.querySelector('[data-module="offline"]');
const isServed = location.protocol.startsWith("http") && "serviceWorker" in navigator && "caches" in globalThis;
// Without a list there is nothing to offer: the section stays hidden.
if (section && isServed) new Offline(section).begin().catch(() => {});
