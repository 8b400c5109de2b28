import { fragment, graphql, type FragmentType } from './gql/index.ts';

/** What a row shows: nobody else needs to know. */
export const RowFields = graphql(`
  fragment RowFields on Dependence {
    id
    country {
      name
    }
    share
    missing
    confidence
    imports {
      valueUsd
    }
    sources {
      publisher
      attribution
    }
  }
`);

/** A share in words: what is not known is never zero. */
export const shareOf = ({ share, missing }: { share?: number | null; missing?: string | null }): string =>
  share == null ? `not known (${missing ?? 'no reason given'})` : `${(share * 100).toFixed(1)} %`;

export function Row(props: { of: FragmentType<typeof RowFields>; open: (id: string) => void }) {
  const { id, country, share, missing, confidence, imports, sources } = fragment(RowFields, props.of);
  return (
    <tr>
      <th scope="row">
        <button onClick={() => props.open(id)}>{country?.name}</button>
      </th>
      <td>{shareOf({ share, missing })}</td>
      <td>{imports.valueUsd == null ? '' : BigInt(imports.valueUsd.split('.')[0] ?? '0').toLocaleString('en')}</td>
      <td>{confidence}</td>
      <td>{sources?.map(({ publisher, attribution }) => attribution ?? publisher).join('; ')}</td>
    </tr>
  );
}
