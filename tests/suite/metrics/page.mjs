// Opens a page in Chromium and prints, as JSON, what a person would see: node page.mjs TOOLS PAGE FOLDER
import { createRequire } from "node:module";
import { existsSync } from "node:fs";

const [tools, file, folder] = process.argv.slice(2);
const puppeteer = createRequire(`${tools}/package.json`)("puppeteer-core");
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1100, height: 1400 });
  const [requests, errors] = [[], []];
  page.on("request", (request) => { if (request.url() !== `file://${file}`) requests.push(request.url()); });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  const drawn = (id) => page.$eval(`#${id}`, (home) => JSON.parse(home.dataset.drawn));
  const names = () => page.$$eval("#table tbody td:first-child", (cells) => cells.map((cell) => cell.textContent));
  const settled = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  await page.goto(`file://${file}`);
  await settled();
  const seen = { requests, errors, drawn: await drawn("measures"), buttons: await drawn("parts"), names: await names(), light: await paper() };
  seen.ink = await page.$eval("#measures canvas", (canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, index) => index % 4 === 3 && value > 0).length;
  });
  await page.screenshot({ path: `${folder}/light.png` });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  await settled();
  seen.dark = await paper();
  await page.screenshot({ path: `${folder}/dark.png` });
  await page.select("#thing", "0");
  await settled();
  seen.one = await drawn("measures");
  const sent = await page.$$("#table th button");
  await sent[1].click();
  await sent[1].click();
  seen.sorted = await names();
  seen.comparison = await page.$eval("#comparison", (home) => home.textContent);
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
}
