export const WhatIfPage = () => <div className="page" />;
