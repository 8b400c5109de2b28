export const BehindPage = () => <div className="page" />;
