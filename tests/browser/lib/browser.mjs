// The browser, and what tests look at in a page.
import assert from "node:assert/strict";
import path from "node:path";
import { axeText, chromium } from "./modules.mjs";

// Headless Chromium takes half of the time of the full browser.
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell";

// Taller than the frame of the service (800 pixels): headless Chromium does not scroll a page to what
// is in a frame of another origin.
const VIEWPORT = { width: 1280, height: 900 };

const DISABLED_FEATURES = [
  // Pages of the whole browser's address bar: one more renderer for each window.
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  // Those that Playwright disables: this list replaces its own.
  "AutoDeElevate",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "BoundaryEventDispatchTracksNodeRemoval",
  "DestroyProfileOnBrowserClose",
  "DialMediaRouteProvider",
  "GlobalMediaControls",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "OptimizationHints",
  "PaintHolding",
  "RenderDocument",
  "ThirdPartyStoragePartitioning",
  "Translate",
];

/** A browser without a window; `hosts` are names that stand for an address: {"cdn.iamport.kr":
 * "127.0.0.1:8080"}, `disabled` more features that it does without. */
export function launchBrowser({ hosts = {}, disabled = [] } = {}) {
  const rules = Object.entries(hosts).map(([name, address]) => `MAP ${name} ${address}`);
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      `--host-resolver-rules=${rules.join(",")}`,
      `--disable-features=${[...DISABLED_FEATURES, ...disabled].join(",")}`,
    ],
  });
}

/** A page that fails the test when its script throws. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({
    locale: "ko-KR", viewport: VIEWPORT, ...options,
  });
  const page = await context.newPage();
  page.problems = [];
  context.on("weberror", (error) => page.problems.push(error.error().message));
  return page;
}

/** Closes the page and its popups; fails if anything was thrown in them. */
export async function closePage(page) {
  const { problems } = page;
  await page.context().close();
  assert.deepEqual(problems, []);
}

/** Fails if axe finds an accessibility violation in the page, frame or popup. */
export async function expectAccessible(frame) {
  const violations = await frame.evaluate(async (text) => {
    if (!window.axe) (0, eval)(text);
    const { violations: found } = await window.axe.run(document);
    return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
  }, axeText);
  assert.deepEqual(violations, []);
}

const SCREENS = path.join(process.env.NODE_PACKAGES, "screens");

/** Saves a screenshot of the whole page for people to look at, beside the installed packages. */
export function saveScreenshot(page, name) {
  return page.screenshot({ path: path.join(SCREENS, `${name}.png`), fullPage: true });
}

/** Fails if the page is wider than its window. */
export async function expectNoHorizontalScrolling(page) {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(excess <= 0, `${excess} pixels too wide`);
}
