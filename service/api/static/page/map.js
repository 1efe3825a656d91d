import { el, svg } from "./dom.js";
import { valueButton } from "./cards.js";
import { LAND, MIDDLES } from "./land.js";
import { placeInWords } from "./words.js";

/** Everything below is in tenths of a degree, y to the south, as LAND is. */
const WORLD = { x: -1800, y: -850, width: 3600, height: 1450 };
const RATIO = WORLD.width / WORLD.height;
const MIN_WIDTH = 700;

/** Places of meetings as dots on an outline of the land, and as a list; null where no meeting has a place. */
export function map(view) {
  const places = placesOf(view);
  if (!places.length) return null;
  const dots = places.filter(({ point }) => point);
  const near = dots.length ? around(dots) : WORLD;
  const world = el("button", { type: "button", "aria-pressed": "false" }, "Whole world");
  const holder = el("div.map");
  const draw = () => {
    const whole = world.getAttribute("aria-pressed") === "true";
    const part = whole ? WORLD : near;
    holder.replaceChildren(drawing(dots, part, part.width / (holder.clientWidth || 700)));
  };
  world.addEventListener("click", () => {
    world.setAttribute("aria-pressed", String(world.getAttribute("aria-pressed") !== "true"));
    draw();
  });
  new ResizeObserver(draw).observe(holder); // dots and names keep their size in pixels
  return el(
    "div.places",
    {},
    holder,
    el("div.under", {}, el("ul", {}, places.map((place) => el("li", {}, valueButton(view, place.ids[0]), el("span.muted", {}, place.note)))), dots.length ? world : null),
    el("p.muted", {}, "Outline: ", el("a", { href: "page/SOURCES.md" }, "Natural Earth")),
  );
}

function placesOf(view) {
  const found = new Map();
  for (const { id, location } of view.meetings) {
    if (!location || !view.shown(id) || !view.shown(`${id}.place`)) continue;
    const name = placeInWords(location);
    const place = found.get(name) ?? { name, short: location.name ?? location.text, ids: [], ...pointOf(location) };
    place.ids.push(`${id}.place`);
    found.set(name, place);
  }
  return [...found.values()];
}

/** The place's own point; else the middle of its country, which is said; else none. */
function pointOf({ latitude, longitude, country }) {
  if (latitude !== null && longitude !== null) {
    const north = `${Math.abs(latitude).toFixed(2)}° ${latitude < 0 ? "S" : "N"}`;
    const east = `${Math.abs(longitude).toFixed(2)}° ${longitude < 0 ? "W" : "E"}`;
    return { point: [longitude * 10, -latitude * 10], exact: true, note: `${north}, ${east}` };
  }
  const middle = country && MIDDLES[country.alpha2];
  if (!middle) return { point: null, exact: false, note: "no point on the map is known" };
  return { point: [middle[0] * 10, -middle[1] * 10], exact: false, note: `shown in the middle of ${country.name}` };
}

/** A window of the world's shape around the dots, with room for their names. */
function around(dots) {
  const [xs, ys] = [dots.map(({ point }) => point[0]), dots.map(({ point }) => point[1])];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.min(Math.max((right - left) * 1.6, (bottom - top) * 1.8 * RATIO, MIN_WIDTH), WORLD.width);
  const height = width / RATIO;
  return {
    x: clamp((left + right - width) / 2, WORLD.x, WORLD.x + WORLD.width - width),
    y: clamp((top + bottom - height) / 2, WORLD.y, WORLD.y + WORLD.height - height),
    width,
    height,
  };
}

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** `one`: the map's units in a pixel. */
function drawing(dots, { x, y, width, height }, one) {
  const taken = dots.map(({ point }) => box(point[0] - 9 * one, point[1] - 9 * one, 18 * one, 18 * one));
  const marks = dots.map((place) => {
    const [cx, cy] = place.point;
    const label = labelFor(place, one, taken, { x, width });
    taken.push(label.box);
    return svg(
      "g",
      { "data-ids": place.ids.join(" ") },
      svg(`circle.place${place.exact ? "" : ".vague"}`, { cx, cy, r: 7 * one, "stroke-width": 2.5 * one }),
      svg("text", { x: label.x, y: label.y, "font-size": 15 * one, "text-anchor": label.anchor, "stroke-width": 4 * one }, place.short),
      svg("title", {}, `${place.name}: ${place.note}`),
    );
  });
  return svg(
    "svg",
    { viewBox: [x, y, width, height].join(" "), role: "img", "aria-label": `Map with ${dots.map(({ name }) => name).join("; ") || "no place"}` },
    svg("path.land", { d: LAND, "stroke-width": one }),
    marks,
  );
}

/** The first of four spots beside the dot where the name meets no other; the last one where all do. */
function labelFor({ point: [cx, cy], short }, one, taken, { x, width }) {
  const long = short.length * 9 * one;
  const high = 15 * one;
  const spots = [
    { x: cx + 14 * one, y: cy + 5 * one, anchor: "start", left: cx + 14 * one },
    { x: cx - 14 * one, y: cy + 5 * one, anchor: "end", left: cx - 14 * one - long },
    { x: cx, y: cy - 16 * one, anchor: "middle", left: cx - long / 2 },
    { x: cx, y: cy + 25 * one, anchor: "middle", left: cx - long / 2 },
  ].map((spot) => ({ ...spot, box: box(spot.left, spot.y - high, long, high * 1.2) }));
  const inside = (spot) => spot.left >= x && spot.left + long <= x + width;
  return spots.find((spot) => inside(spot) && !taken.some((other) => meet(spot.box, other))) ?? spots.find(inside) ?? spots[0];
}

const box = (x, y, width, height) => ({ x, y, width, height });
const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
