/* What a reader waits for: when keys go down, when results stand on the screen, which tasks hold
   the page up. `WATCHED` is put in by `reader.py`: the selectors of the list of results, of one
   hit, and of the line that says how many there are. Times are those of `performance.now()`. */
(() => {
  if (window !== top) return;
  const watch = { keys: [], shown: [], tasks: [], asked: [], began: 0, memories: new Set() };
  window.__watch = watch;

  addEventListener("pointerdown", (event) => { watch.began ||= event.timeStamp; }, true);
  // A letter that the keyboard lacks comes without a key.
  let down = false;
  const key = (event) => watch.keys.push(event.timeStamp);
  addEventListener("keydown", (event) => { down = true; key(event); }, true);
  addEventListener("beforeinput", (event) => { if (!down) key(event); down = false; }, true);
  addEventListener("change", (event) => watch.keys.push(event.timeStamp), true);

  // After the frame that shows it: a message queued from within a frame runs once it is painted.
  const painted = (tell) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { channel.port1.close(); tell(performance.now()); };
    channel.port2.postMessage(0);
  });
  const within = (node) => {
    const element = node.nodeType === 1 ? node : node.parentElement;
    return element?.closest(WATCHED.list) || element?.closest(WATCHED.status);
  };
  new MutationObserver((records) => {
    const list = document.querySelector(WATCHED.list);
    if (!list || !records.some(({ target }) => within(target))) return;
    const made = performance.now();
    const hits = list.querySelectorAll(WATCHED.hit).length;
    const busy = list.getAttribute("aria-busy") === "true";
    const redrawn = records.some(({ type, target }) => type === "childList" && within(target));
    painted((at) => watch.shown.push({ made, at, hits, busy, redrawn }));
  }).observe(document, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ["aria-busy", "data-unit", "hidden"],
  });

  // Scripts, as they are asked for: on file:// the browser keeps no account of what was loaded.
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const { src } of addedNodes) if (src) watch.asked.push({ name: src, at: performance.now() });
    }
  }).observe(document, { subtree: true, childList: true });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      watch.tasks.push({ start: startTime, took: duration });
    }
  }).observe({ type: "longtask", buffered: true });

  // The memory of a WebAssembly instance is not in the heap that the engine reports.
  const remember = (instance) => {
    for (const each of Object.values(instance.exports)) {
      if (each instanceof WebAssembly.Memory) watch.memories.add(each);
    }
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original(...given);
      remember(made.instance ?? made);
      return made;
    };
  }
  watch.wasm = () => [...watch.memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
})();
