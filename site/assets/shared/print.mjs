// Unfolds what is folded while a page is printed, in browsers that do not know ::details-content (print.css).

let unfolded = [];

addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("main details:not([open])")];
  for (const details of unfolded) details.open = true;
});

addEventListener("afterprint", () => {
  for (const details of unfolded) details.open = false;
});
