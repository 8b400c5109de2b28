/**
 * One thing for each combination of some choices, all made at once, such as the statements of a list by order and direction.
 *
 * @returns what was made for a combination
 *
 * @example
 * const names = variants({ order: ['VALUE', 'ID'], direction: ['ASC', 'DESC'] }, ({ order, direction }) => `${order} ${direction}`);
 * names({ order: 'ID', direction: 'ASC' }); // 'ID ASC'
 */
export function variants<const Choices extends Readonly<Record<string, readonly string[]>>, Made>(
  choices: Choices,
  make: (choice: { [Name in keyof Choices]: Choices[Name][number] }) => Made,
): (choice: { readonly [Name in keyof Choices]: Choices[Name][number] }) => Made {
  type Choice = { [Name in keyof Choices]: Choices[Name][number] };
  const names = Object.keys(choices);
  const combinations = names.reduce<Record<string, string>[]>(
    (made, name) => made.flatMap((choice) => (choices[name] ?? []).map((value) => ({ ...choice, [name]: value }))),
    [{}],
  ) as Choice[];
  const keyOf = (choice: Choice) => names.map((name) => choice[name]).join(' ');
  const made = new Map(combinations.map((choice) => [keyOf(choice), make(choice)]));
  return (choice) => {
    const found = made.get(keyOf(choice));
    if (found === undefined) throw new Error(`Nothing was made for ${keyOf(choice)}.`);
    return found;
  };
}
