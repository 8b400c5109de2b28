import { Count, count, day, given, list, the, type Data, type InWords } from './words.ts';

/** What a list of controls restricts at that time, by name; an item that is not in force is left out. */
const restricted = (controls: Data, aspect?: string): Set<string> =>
  new Set(
    controls.nodes.flatMap(({ restrictions }: Data) =>
      restrictions
        .filter(({ state, aspect: of }: Data) => state === 'IN_FORCE' && (!aspect || of === aspect))
        .map(({ what }: Data) => what.name),
    ),
  );
const number = (control: Data): string | null => control.number;

export const controls: Record<string, InWords> = {
  '10-minerals-china-controls': ({ october2025, january2026, november2026 }) => {
    const sevenRareEarths = ({ nodes }: Data) =>
      the<Data>(nodes, (control) => number(control) === 'No. 18/2025', 'No. 18/2025').restrictions.filter(
        ({ what }: Data) => !/Rare-earth|magnets/.test(what.name),
      );
    const [october, january, november] = [october2025, january2026, november2026].map((one) => restricted(one));
    const lost = [...(october ?? [])].filter((name) => !january?.has(name));
    const goods = (one: Data) => restricted(one, 'GOODS');
    given(
      lost.length === 0 && goods(october2025).has('Diamond') && !goods(january2026).has('Diamond'),
      'of the minerals only diamond itself was free again in January 2026',
    );
    given(
      goods(october2025).has('Rare earths') && !goods(january2026).has('Rare earths'),
      're-exported rare earths were free again in January 2026',
    );
    given(
      'Gallium Germanium Graphite Antimony Diamond Tungsten Tellurium Bismuth Molybdenum Indium'
        .split(' ')
        .every((name) => october?.has(name)),
      'all these minerals were under control in October 2025',
    );
    given(november?.has('Lithium') ?? false, 'lithium is under control in November 2026');
    const five = the<Data>(
      november2026.nodes,
      (control) => number(control) === 'No. 57/2025',
      'No. 57/2025',
    ).restrictions;
    return `${Count(october2025.totalCount)} controls restricted gallium, germanium, graphite, antimony, diamond, tungsten, tellurium, bismuth, molybdenum, indium, ${count(sevenRareEarths(october2025).length)} rare earths by name and all rare earths by technology, production and re-export that day; ${count(january2026.totalCount)} were in force on 12 January 2026, when of these only diamond itself and re-exported rare earths were free again, and ${count(november2026.totalCount)} on 24 November 2026, as far as is recorded, with lithium and ${count(five.length)} more rare earths since the suspension of that October's controls had ended.`;
  },

  '11-holmium-control-three-days': ({ exportControls: { nodes } }) => {
    given(nodes.length === 1, 'one control is on holmium');
    const [{ number: control, announced, suspended, afterSuspension, restricts, suspensions }] = nodes;
    const states = [announced, suspended, afterSuspension].join(' ');
    given(states === 'ANNOUNCED SUSPENDED IN_FORCE', 'it was announced, then suspended, then in force');
    return `${control} on holmium and ${count(restricts.length - 1)} more rare earths was announced but not in force on 15 October 2025, suspended by ${suspensions[0].by.number} on 15 November 2025, and in force on ${day(suspensions[0].to)}, the first day after the suspension.`;
  },

  '12-controls-on-japan': ({ country: { controlsFacing } }) => {
    const chinese = controlsFacing.filter(({ slug }: Data) => slug.startsWith('cn-'));
    const aimed = chinese.filter(({ against }: Data) => against.length > 0);
    const others = controlsFacing.filter(({ slug }: Data) => !slug.startsWith('cn-'));
    given(aimed.length === 1 && aimed[0].slug === 'cn-mofcom-2026-1', 'No. 1/2026 alone names Japan');
    given(
      others.every(({ against }: Data) => against.length === 0),
      'no other control names whom it is against',
    );
    const by = (begin: string): number => others.filter(({ slug }: Data) => slug.startsWith(begin)).length;
    const single = {
      'id-': 'Indonesia',
      'zw-': 'Zimbabwe',
      'na-': 'Namibia',
      'za-': 'South Africa',
      'ma-': 'Morocco',
      'vn-': 'Vietnam',
    };
    given(
      Object.keys(single).every((begin) => by(begin) === 1) && by('cd-') + Object.keys(single).length === others.length,
      'DR Congo and six others with one control each are the only other states',
    );
    return `${Count(controlsFacing.length)} controls in force on 12 January 2026 hit Japan: China's No. 1/2026 names it; ${count(chinese.length - 1)} more Chinese controls, ${count(by('cd-'))} of DR Congo and one each of ${list(Object.values(single))} are aimed at everyone.`;
  },

  '13-controls-on-magnets': ({ product: { exportControls } }) => {
    const numbers = exportControls.map((control: Data) => number(control) ?? 'the catalogue');
    given(list(numbers) === 'the catalogue, No. 18/2025 and No. 1/2026', 'these are the controls');
    given(
      exportControls.every(({ state }: Data) => state === 'IN_FORCE'),
      'all are in force',
    );
    return `${Count(exportControls.length)} Chinese ones, all in force on 12 January 2026: the catalogue of ${exportControls[0].effectiveFrom.slice(0, 4)} bars the technology of making them, No. 18/2025 asks licences for samarium-cobalt magnets and those with terbium or dysprosium, and No. 1/2026 keeps them from Japan's military.`;
  },
};
