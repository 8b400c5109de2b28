import { useClocks } from '../address/use-address.ts';
import { useAsk } from '../api/use-ask.ts';
import { ChoicesDocument } from '../api/generated.ts';
import { Word } from './word.tsx';

interface ProductWordProps {
  value: string;
  name: string;
  /** Asked after the answer, so that it does not wait. */
  isReady: boolean;
  onChoose: (slug: string) => void;
}

/** The product of a question, among those with trade. */
export function ProductWord({ value, name, isReady, onChoose }: ProductWordProps) {
  const { data } = useAsk(ChoicesDocument, useClocks(), { enabled: isReady });
  return (
    <Word
      label="Product"
      value={value}
      choices={(data?.data.products?.nodes ?? [])
        .filter(({ tradeYears }) => tradeYears.length > 0)
        .map((one) => ({ key: one.slug, name: one.name, note: one.stage.toLowerCase() }))}
      onChoose={onChoose}
    >
      {name}
    </Word>
  );
}
