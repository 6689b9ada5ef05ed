// Data that a page loads when it is needed: classic scripts, because browsers let a page opened from a folder (file://) load neither
// modules nor data with fetch().

const loading = new Map();

/** Load a script once and return what `result` then finds; what failed is tried again when it is asked for again. */
export function loadScript(address, result) {
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
