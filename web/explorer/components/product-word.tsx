import { useState } from 'react';
import { useClocks } from '../address/use-address.ts';
import { useAsk } from '../api/use-ask.ts';
import { ChoicesDocument } from '../api/generated.ts';
import { Word } from './word.tsx';

interface ProductWordProps {
  value: string;
  name: string;
  /** Whether they are asked for before the word is opened: after the answer, so that it does not wait. */
  isReady?: boolean;
  onChoose: (slug: string) => void;
}

/** What groups and products a word can be, asked for when a word is opened, or before. */
export function useChoices(isReady = false) {
  const [isOpened, setOpened] = useState(false);
  const { data, isFetching } = useAsk(ChoicesDocument, useClocks(), { enabled: isOpened || isReady });
  return { choices: data?.data, word: { onOpen: () => setOpened(true), isLoading: isFetching } };
}

/** The product of a question, among those with trade. */
export function ProductWord({ value, name, isReady = false, onChoose }: ProductWordProps) {
  const { choices, word } = useChoices(isReady);
  return (
    <Word
      label="Product"
      value={value}
      isLong
      {...word}
      choices={(choices?.products?.nodes ?? [])
        .filter(({ tradeYears }) => tradeYears.length > 0)
        .map((one) => ({ key: one.slug, name: one.name, note: one.stage.toLowerCase() }))}
      onChoose={onChoose}
    >
      {name}
    </Word>
  );
}
