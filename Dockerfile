# One image for api, worker and migrate; the command says which.
FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .
RUN node --import tsx platform/build-web.ts && mkdir -p /data && chown node:node /data
USER node
ENV SCHAKEL_DATA=/data HOST=0.0.0.0
EXPOSE 3000 2525
CMD ["node", "platform/run.mjs", "api"]
