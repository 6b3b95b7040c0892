import { StrictMode } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { loads } from './api/useLoad.js';
import { App } from './App.js';
import './styles/main.scss';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={loads}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
