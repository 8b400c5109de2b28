export const DiffersPage = () => null;
