// The browser's part of the site. Each module finds its own elements by their data-module attribute and adds to
// them what only a script can do; every page is complete without any of it.

import "./shared/leave.mjs";
import "./shared/private.mjs";
import "./shared/copy.mjs";
import "./shared/filter.mjs";
import "./shared/menus.mjs";
import "./shared/map.mjs";
import "./shared/print.mjs";
import "./offline/offline.mjs";
import "./search/search.mjs";
