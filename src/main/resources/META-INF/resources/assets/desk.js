"use strict";
// Keys of the desk, what came in meanwhile, and where the eye goes after a step. Without this file everything works by
// links and forms.
(() => {
  const { zh } = window.fengqiao;
  const KEYS_OFF = "fengqiao.keys-off";
  const pane = () => document.getElementById("pane");
  const rows = () => [...document.querySelectorAll("#rows .row")];
  const current = () => rows().find((row) => row.contains(document.activeElement)) || rows().find((row) => row.classList.contains("current"));

  // previous and next of what is listed here, which is what one sees, whatever has changed since
  const leads = (link, row) => {
    const element = pane().querySelector(link);
    if (!element) return;
    element.hidden = !row;
    if (!row) return;
    const href = row.querySelector(".open").getAttribute("href");
    for (const [name, value] of Object.entries({ href, "hx-get": href, "hx-target": "#pane", "hx-push-url": "true" })) element.setAttribute(name, value);
    htmx.process(element);
  };

  // ---- opening: the list marks what the pane shows
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== pane()) return;
    const alert = pane().querySelector("article.alert");
    for (const row of rows()) {
      const open = Boolean(alert) && row.dataset.alert === alert.dataset.alert;
      row.classList.toggle("current", open);
      const link = row.querySelector(".open");
      if (open) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    document.querySelector(".desk")?.classList.toggle("open", Boolean(alert));
    const at = rows().findIndex((row) => row.classList.contains("current"));
    leads(".step-back", rows()[at - 1]);
    leads(".step-on", at < 0 ? null : rows()[at + 1]);
    pane().scrollTop = 0;
    // on a phone the pane takes the place of the list
    const fault = pane().querySelector("[aria-invalid]");
    if (fault) fault.focus();
    else if (event.detail.requestConfig.verb === "post" || !matchMedia("(width > 64rem)").matches) pane().focus({ preventScroll: false });
  });

  // ---- keys
  const move = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current());
    const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))];
    next.querySelector(".open").focus();
    next.scrollIntoView({ block: "nearest" });
  };

  // presses the button of a step, or opens its form and goes into it
  const press = (key) => {
    const button = pane()?.querySelector(`.next-step button[data-key="${key}"]`);
    if (button) {
      const field = button.form.querySelector("textarea");
      if (field) field.focus();
      else button.click();
      return true;
    }
    const other = pane()?.querySelector(`details.other-step[data-key="${key}"]`);
    if (!other) return false;
    other.open = true;
    (other.querySelector("textarea") || other.querySelector("input:not([type=hidden]), button")).focus();
    return true;
  };

  // the step of the row that has the focus; it is opened first, so that one sees what one does
  const step = (key) => {
    const row = current();
    const shown = pane()?.querySelector("article.alert");
    if (!row || (shown && shown.dataset.alert === row.dataset.alert)) return press(key);
    const after = (event) => {
      if (event.detail.target !== pane()) return;
      document.removeEventListener("htmx:afterSettle", after);
      press(key);
    };
    document.addEventListener("htmx:afterSettle", after);
    row.querySelector(".open").click();
    return true;
  };

  const keys = document.getElementById("keys");
  const off = () => localStorage.getItem(KEYS_OFF) === "yes";
  if (keys) {
    const toggle = keys.querySelector("input");
    toggle.checked = !off();
    toggle.addEventListener("change", () => localStorage.setItem(KEYS_OFF, toggle.checked ? "no" : "yes"));
    document.querySelector("[data-opens=keys]")?.addEventListener("click", () => keys.showModal());
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    if (event.key === "?" && keys) {
      keys.showModal();
      event.preventDefault();
      return;
    }
    if (off()) return;
    const done = {
      j: () => move(1) || true,
      k: () => move(-1) || true,
      a: () => step("a"),
      c: () => step("c"),
      p: () => step("p"),
      e: () => step("e"),
      n: () => step("n"),
      r: () => step("r"),
      x: () => {
        const box = current()?.querySelector("input[type=checkbox]");
        box?.click();
        return Boolean(box);
      },
    }[event.key];
    if (done && done()) event.preventDefault();
  });

  // ---- what came in meanwhile is counted and moves nothing
  const news = document.getElementById("new");
  if (news && window.EventSource) {
    let count = 0;
    const source = new EventSource("/api/v1/alerts/stream");
    source.addEventListener("message", () => {
      count++;
      news.querySelector("a").textContent = zh ? `有 ${count} 条新的，点这里更新` : `${count} new, show`;
      news.hidden = false;
    });
    addEventListener("pagehide", () => source.close());
  }
})();
