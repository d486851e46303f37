// The marks that a page made while nobody inspected it.
import { attach, pageAddress, pause } from "./chromium.mjs";

const MARKS = "Object.fromEntries(performance.getEntriesByType('mark').map(mark => [mark.name, mark.startTime]))";

/** The marks of a page that was left alone until it should be done, and asked until it is. */
export async function marksOf(target, last, until = "true") {
  await pause(5000);
  const page = await attach(pageAddress(target));
  let marks = await page.evaluate(MARKS);
  for (let tries = 0; tries < 60 && !(last in marks && (await page.evaluate(until))); tries++) {
    await pause(500);
    marks = await page.evaluate(MARKS);
  }
  page.close();
  return marks;
}
