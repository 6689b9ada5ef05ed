// The compiled crosswalk of a scheme, data/crosswalks/from/<scheme>.js, the categories of all schemes, and the reasons of rows.

import { loadScript } from "./load-script.mjs";

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
