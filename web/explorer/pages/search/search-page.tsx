export const SearchPage = () => <div className="page" />;
