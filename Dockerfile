FROM node:22-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build
ENV HOST=0.0.0.0
EXPOSE 4000
CMD ["node", "--max-semi-space-size=64", "src/commands/run.mjs", "serve"]
