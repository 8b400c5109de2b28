export const ChokepointsPage = () => <div className="page" />;
