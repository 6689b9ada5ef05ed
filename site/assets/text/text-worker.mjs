// The part of "Check your text" that works beside the page, so that the page never freezes. Started by text-page.mjs.

import { check } from "./checker.mjs";

self.addEventListener("message", ({ data }) => postMessage(check(data.pieces, data.lists)));
