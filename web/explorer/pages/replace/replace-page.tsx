export const ReplacePage = () => <div className="page" />;
