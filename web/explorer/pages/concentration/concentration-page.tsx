export const ConcentrationPage = () => <div className="page" />;
