// The course of usable channels behind the slider, and the years below it.

const CURVE_HEIGHT = 54;
/** The middle of the slider's handle goes from here to as far from the other end. */
const INSET = 7;
const STEPS = [1, 2, 5, 10, 20, 50, 100];

/** Draw how many channels were usable: surely, and presumably on top. */
function drawCurve() {
  const canvas = byId('curve');
  const width = canvas.clientWidth || 600;
  const x = (day) => (INSET + (day / LAST_DAY) * (width - 2 * INSET)).toFixed(1);
  const { sure, both, days, most } = usableByDay();
  const outline = (steps) => days.map((day, place) => {
    const y = CURVE_HEIGHT - (steps[day] / Math.max(most, 1)) * (CURVE_HEIGHT - 6);
    return `V${y.toFixed(1)}H${x(days[place + 1] ?? LAST_DAY)}`;
  }).join('');
  const area = (steps) => `M${INSET} ${CURVE_HEIGHT}${outline(steps)}V${CURVE_HEIGHT}z`;
  canvas.setAttribute('viewBox', `0 0 ${width} ${CURVE_HEIGHT}`);
  canvas.replaceChildren(
    svg('path', { class: 'curve presumed', d: area(both) }),
    svg('path', { class: 'curve sure', d: area(sure) }),
    ...FACTS.stops.map(([day, , kind]) => svg('path', {
      class: `stop ${kind}`,
      d: `M${x(day)} ${CURVE_HEIGHT}v-${kind === 'break' ? CURVE_HEIGHT : 6}`,
    })),
    svg('text', { class: 'most', x: 8, y: 11, text: most ? `${most} usable at most` : '' }),
  );
  drawYears(width, x);
}

/** How many of the filtered channels are usable on each day, and the days on which that changes. */
function usableByDay() {
  const [sure, both] = [new Int32Array(LAST_DAY + 2), new Int32Array(LAST_DAY + 2)];
  const view = currentView();
  for (const channel of filtered()) addSteps(view, channel, sure, both);
  const days = [0];
  let [most] = both;
  for (let day = 1; day <= LAST_DAY; day += 1) {
    if (sure[day] || both[day]) days.push(day);
    sure[day] += sure[day - 1];
    both[day] += both[day - 1];
    most = Math.max(most, both[day]);
  }
  return { sure, both, days, most };
}

/** Count a channel up where a usable stretch begins, and down after it ends. */
function addSteps(view, channel, sure, both) {
  for (const { first, last, rank } of stretchesOf(view, channel)) {
    if (!holdsUsable(rank)) continue;
    for (const [from, to] of channel.joins ?? [[0, LAST_DAY]]) {
      const [begin, end] = [Math.max(first, from), Math.min(last, to)];
      if (begin > end) continue;
      for (const steps of VERDICTS[rank].certainty === 'surely' ? [sure, both] : [both]) {
        steps[begin] += 1;
        steps[end + 1] -= 1;
      }
    }
  }
}

/** Write as many years below the slider as have room. */
function drawYears(width, x) {
  const [first, last] = [0, LAST_DAY].map((day) => dateOf(day).getUTCFullYear());
  const step = STEPS.find((years) => (last - first) / years <= width / 44) ?? 200;
  const labels = [];
  for (let year = Math.ceil((first + 0.1) / step) * step; year <= last; year += step) {
    const day = Math.round((Date.UTC(year, 0, 1) - FIRST_MOMENT) / DAY_LENGTH);
    const anchor = x(day) < 16 ? 'start' : 'middle';
    labels.push(svg('text', { x: x(day), y: 11, 'text-anchor': anchor, text: year }));
  }
  byId('years').setAttribute('viewBox', `0 0 ${width} 14`);
  byId('years').replaceChildren(...labels);
}
