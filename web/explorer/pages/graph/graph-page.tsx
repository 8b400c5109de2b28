export const GraphPage = () => <div className="page" />;
