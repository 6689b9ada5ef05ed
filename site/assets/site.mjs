// The browser's part of the site. Each module finds its own elements by their data-module attribute and adds to
// them what only a script can do; every page is complete without any of it.

import "./leave.mjs";
import "./copy.mjs";
import "./filter.mjs";
import "./search.mjs";
