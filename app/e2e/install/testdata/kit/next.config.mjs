export default { output: 'export', basePath: '/portail', trailingSlash: true };
