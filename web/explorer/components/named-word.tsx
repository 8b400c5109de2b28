import { useAsk } from '../api/use-ask.ts';
import { FindDocument, type SearchKind } from '../api/generated.ts';
import { useClocks } from '../address/use-address.ts';
import { plainId } from './id.ts';
import { useSearchText, Word, type Choice } from './word.tsx';

interface NamedWordProps {
  label: string;
  value: string;
  /** Its name, as it stands in the sentence. */
  name: string;
  /** What kinds of things it can be. */
  kinds: readonly SearchKind[];
  /** What is offered before anything is typed. */
  offered: readonly Choice[];
  onChoose: (key: string) => void;
  /** Whether what is chosen is told by its id, which says of what kind it is. */
  isById?: boolean;
}

/** A word that stands for a thing of the graph, found by its name. */
export function NamedWord({ label, value, name, kinds, offered, onChoose, isById = false }: NamedWordProps) {
  const [text, search] = useSearchText();
  const { data, isFetching } = useAsk(
    FindDocument,
    { text, kinds: [...kinds], ...useClocks() },
    { enabled: text.length > 0 },
  );
  const found = (data?.data.search ?? []).flatMap((hit) => (hit ? [choiceOf(hit.node, isById)] : []));
  return (
    <Word
      label={label}
      value={value}
      choices={text ? found : offered}
      onChoose={onChoose}
      onSearch={search}
      isLoading={isFetching}
    >
      {name}
    </Word>
  );
}

function choiceOf(
  node: { iso3?: string; slug?: string; name?: string; key?: string; id: string },
  isById: boolean,
): Choice {
  const key = node.iso3 ?? node.slug ?? node.key ?? node.id;
  return { key: isById ? plainId(node.id) : key, name: node.name ?? key, note: key };
}
