// The map of the vocabulary (publishing/pages/map.py): buttons zoom, a topic in the list fills the view, dragging moves it,
// and a term that gets the focus comes into view. Without this the map is a drawing that scrolls, with the same links.

const SMALLEST = 200;

/** A box as [x, y, width, height], from the value of a viewBox attribute. */
function boxOf(text) {
  return text.split(" ").map(Number);
}

function bind(map) {
  const svg = map.querySelector("svg");
  const whole = boxOf(svg.getAttribute("viewBox"));
  let box = whole;

  function show(wanted) {
    box = wanted;
    svg.setAttribute("viewBox", wanted.join(" "));
  }

  function zoom(factor) {
    if (factor === 0) return show(whole);
    const [x, y, width, height] = box;
    const wider = Math.min(Math.max(width * factor, SMALLEST), whole[2]);
    const higher = height * (wider / width);
    return show([x + (width - wider) / 2, y + (height - higher) / 2, wider, higher]);
  }

  function bringIntoView(link) {
    const [x, y, width, height] = box;
    const { x: left, y: top } = link.getBBox();
    if (left >= x && top >= y && left <= x + width && top <= y + height) return;
    show([left - width / 4, top - height / 2, width, height]);
  }

  map.querySelector(".buttons").hidden = false;
  map.querySelectorAll("[data-zoom]").forEach((button) => button.addEventListener("click", () => zoom(Number(button.dataset.zoom))));
  map.querySelectorAll("[data-box]").forEach((link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(boxOf(link.dataset.box));
    }),
  );
  svg.addEventListener("focusin", (event) => bringIntoView(event.target));

  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    if (!event.target.closest("a")) held = { x: event.clientX, y: event.clientY, box, scale: box[2] / svg.clientWidth };
  });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const [x, y, width, height] = held.box;
    show([x - (event.clientX - held.x) * held.scale, y - (event.clientY - held.y) * held.scale, width, height]);
  });
  addEventListener("pointerup", () => {
    held = null;
  });
}

document.querySelectorAll('[data-module="map"]').forEach(bind);
