import { useDeferredValue, useState, type ReactNode } from 'react';
import {
  Autocomplete,
  Dialog,
  DialogTrigger,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  Pressable,
  SearchField,
  useFilter,
} from 'react-aria-components';

/** One thing that a word of the question can be. */
export interface Choice {
  readonly key: string;
  readonly name: string;
  /** What tells it from others, in small. */
  readonly note?: string;
}

/** More are searched, not looked through. */
const LISTED = 12;

interface WordProps {
  /** What the word stands for: `Group`. */
  label: string;
  value: string;
  /** As it stands in the sentence. */
  children: string;
  choices: readonly Choice[];
  onChoose: (key: string) => void;
  /** Told what is typed, where choices are looked for elsewhere. */
  onSearch?: (text: string) => void;
  /** Told when it is opened, where choices are asked for then. */
  onOpen?: () => void;
  /** Whether there are more choices than can be looked through; by default as many as there are say so. */
  isLong?: boolean;
  isLoading?: boolean;
}

/** A word of the question that can be changed. It breaks over lines as text does: it is no button element. */
export function Word({ label, value, children, choices, onChoose, onSearch, onOpen, ...rest }: WordProps) {
  const { isLoading = false, isLong = choices.length > LISTED } = rest;
  const [isOpen, setOpen] = useState(false);
  const { contains } = useFilter({ sensitivity: 'base', ignorePunctuation: true });
  const isSearched = onSearch !== undefined || isLong;
  const list = (
    <ListBox
      aria-label={label}
      className="choices"
      selectionMode="single"
      selectedKeys={[value]}
      items={choices.map((choice) => ({ id: choice.key, ...choice }))}
      autoFocus={!isSearched}
      onSelectionChange={(keys) => {
        const [key] = [...(keys as Set<string>)];
        setOpen(false);
        if (key !== undefined && key !== value) onChoose(key);
      }}
      renderEmptyState={() => <p className="choices-none">{isLoading ? 'Looking…' : 'Nothing of this name.'}</p>}
    >
      {({ id, name, note }) => (
        <ListBoxItem id={id} textValue={name} className="choice">
          <span>{name}</span>
          {note ? <small>{note}</small> : null}
        </ListBoxItem>
      )}
    </ListBox>
  );
  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={(opens) => {
        setOpen(opens);
        if (opens) onOpen?.();
      }}
    >
      <Pressable>
        <span className="word" role="button" aria-label={`${label}: ${children}. Change`}>
          {children}
          <Chevron />
        </span>
      </Pressable>
      <Popover className="popover" placement="bottom start">
        <Dialog className="popover-dialog" aria-label={label}>
          {isSearched ? (
            <Autocomplete filter={onSearch ? () => true : contains} {...(onSearch ? { onInputChange: onSearch } : {})}>
              <SearchField aria-label={`Find: ${label}`} className="choices-search" autoFocus>
                <Input placeholder="Type a name" />
              </SearchField>
              {list}
            </Autocomplete>
          ) : (
            list
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

const Chevron = () => (
  <span className="chev" aria-hidden="true">
    {'\u2060'}
    <svg viewBox="0 0 8 6" width="8" height="6">
      <path d="M1 1.2 4 4.4 7 1.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  </span>
);

/** A text that follows what is typed when there is time for it. */
export function useSearchText(): [string, (text: string) => void] {
  const [text, setText] = useState('');
  return [useDeferredValue(text.trim()), setText];
}

/** The question of a page: a heading that reads as one sentence. */
export const Sentence = ({ children }: { children: ReactNode }) => <h1 className="question">{children}</h1>;
