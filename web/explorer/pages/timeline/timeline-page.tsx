export const TimelinePage = () => <div className="page" />;
