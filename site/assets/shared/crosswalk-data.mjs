// The compiled crosswalk of a scheme, data/crosswalks/from/<scheme>.js: a classic script, because neither fetch nor modules
// work on a page opened from a folder.

const loading = new Map();

/** Return the compiled crosswalk of a scheme; `root` is the way from the page to the site's root. */
export function loadCrosswalk(scheme, root) {
  if (!loading.has(scheme)) {
    const loaded = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${root}data/crosswalks/from/${encodeURIComponent(scheme)}.js`;
      script.addEventListener("load", () => resolve(self.cseaTermsCrosswalks[scheme]));
      script.addEventListener("error", () => reject(new Error(`cannot load ${scheme}`)));
      document.head.append(script);
    });
    loaded.catch(() => loading.delete(scheme));
    loading.set(scheme, loaded);
  }
  return loading.get(scheme);
}
