"use strict";
// What every page does: how htmx behaves, the menu of the person, and a session that ends while somebody writes.
(() => {
  Object.assign(htmx.config, {
    includeIndicatorStyles: false,
    allowEval: false,
    allowScriptTags: false,
    // nothing of a page is kept in the browser: going back asks the server again
    historyCacheSize: 0,
    refreshOnHistoryMiss: true,
    scrollIntoViewOnBoost: false,
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      // a refused step comes back as the form with its reason
      { code: "4..", swap: true },
      { code: "...", swap: false, error: true },
    ],
  });

  const zh = document.documentElement.lang.startsWith("zh");

  // textContent only: what is said here may quote what somebody typed
  const say = (kind, text, href, action) => {
    const banner = document.createElement("p");
    banner.className = "banner " + kind;
    banner.setAttribute("role", kind === "error" ? "alert" : "status");
    banner.textContent = text + " ";
    if (href) {
      const link = document.createElement("a");
      link.href = href;
      link.target = "_blank";
      link.textContent = action;
      banner.append(link);
    }
    document.getElementById("messages").replaceChildren(banner);
  };

  document.addEventListener("htmx:beforeSwap", (event) => {
    const answer = new URL(event.detail.xhr.responseURL || location.href, location.href);
    if (answer.pathname === "/login" || event.detail.xhr.status === 401) {
      event.detail.shouldSwap = false;
      say(
        "warning",
        zh ? "登录已过期。您写的内容还在：请在新窗口登录，再回到这里重新提交。" : "Your session has ended. What you wrote is still here: sign in in a new window, then send it again.",
        "/login",
        zh ? "登录" : "Sign in");
    }
  });

  const unreachable = () =>
    say("error", zh ? "连接不上服务器，没有提交。您写的内容还在，请稍后再试。" : "The server can't be reached, so nothing was sent. What you wrote is still here; try again.");
  document.addEventListener("htmx:sendError", unreachable);
  document.addEventListener("htmx:timeout", unreachable);
  document.addEventListener("htmx:responseError", () =>
    say("error", zh ? "系统出错，没有办成。请再试一次；仍不行请联系系统管理员。" : "Something went wrong and nothing was done. Try again; if it stays so, tell your administrator."));

  const menu = document.querySelector("details.me");
  document.addEventListener("click", (event) => {
    if (menu && menu.open && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  window.fengqiao = { zh, say };
})();
