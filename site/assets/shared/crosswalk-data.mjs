// The compiled crosswalk of a scheme, data/crosswalks/from/<scheme>.js, the categories of all schemes, and reasons: classic scripts,
// because neither fetch nor modules work on a page opened from a folder.

const loading = new Map();

/** Return the compiled crosswalk of a scheme; `root` is the way from the page to the site's root. */
export function loadCrosswalk(scheme, root) {
  return loadScript(`${root}data/crosswalks/from/${encodeURIComponent(scheme)}.js`, () => self.cseaTermsCrosswalks[scheme]);
}

/** Return the codes of every scheme with all that they may be called, by the scheme's identifier. */
export function loadCategories(root) {
  return loadScript(`${root}data/crosswalks/categories.js`, () => self.cseaTermsCategories.all);
}

/** Return what was said of gaps and of rows between schemes in a language, by its English. */
export function loadComments(language, root) {
  return loadScript(`${root}assets/compare/comments-${encodeURIComponent(language)}.js`, () => self.cseaTermsComments[language]);
}

function loadScript(address, result) {
  if (!loading.has(address)) {
    const loaded = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", () => resolve(result()));
      script.addEventListener("error", () => reject(new Error(`cannot load ${address}`)));
      document.head.append(script);
    });
    loaded.catch(() => loading.delete(address));
    loading.set(address, loaded);
  }
  return loading.get(address);
}
