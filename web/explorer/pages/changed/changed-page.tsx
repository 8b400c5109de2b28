export const ChangedPage = () => null;
