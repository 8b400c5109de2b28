export const SourcesPage = () => <div className="page" />;
