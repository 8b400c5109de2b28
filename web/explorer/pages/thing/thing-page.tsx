export const ThingPage = () => <div className="page" />;
