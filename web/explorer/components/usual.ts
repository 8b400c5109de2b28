/** Countries that much is bought from: offered before anything is typed. */
export const usualCountries = [
  ['CHN', 'China'],
  ['RUS', 'Russia'],
  ['COD', 'Democratic Republic of the Congo'],
  ['IDN', 'Indonesia'],
  ['ZAF', 'South Africa'],
  ['USA', 'United States'],
  ['AUS', 'Australia'],
  ['CHL', 'Chile'],
].map(([key = '', name = '']) => ({ key, name, note: key }));

/** Countries and groups that buy much. */
export const usualBuyers = [
  ['JPN', 'Japan'],
  ['USA', 'United States'],
  ['KOR', 'South Korea'],
  ['IND', 'India'],
  ['DEU', 'Germany'],
  ['european-union', 'European Union'],
  ['g7', 'G7'],
].map(([key = '', name = '']) => ({ key, name, note: key }));
