// Read by libraries when they are loaded, so that this file comes before them: graphql-js leaves out checks meant for developers.
process.env['NODE_ENV'] ??= 'production';
