//! Serves fakecloud's EKS alone, behind fakecloud's own dispatcher: `fakecloud --addr HOST:PORT`, as the server takes it.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::{Extension, Router};
use fakecloud_core::dispatch::{DispatchConfig, dispatch};
use fakecloud_core::multi_account::MultiAccountState;
use fakecloud_core::registry::ServiceRegistry;
use fakecloud_eks::{EksService, SharedEksState};
use parking_lot::RwLock;

const ACCOUNT: &str = "123456789012";
const REGION: &str = "us-east-1";

#[tokio::main]
async fn main() {
    let address = std::env::args().nth(2).expect("--addr HOST:PORT");
    let state: SharedEksState = Arc::new(RwLock::new(MultiAccountState::new(
        ACCOUNT,
        REGION,
        &format!("http://{address}"),
    )));
    let mut registry = ServiceRegistry::new();
    registry.register(Arc::new(EksService::new(state)));
    let app = Router::new()
        .fallback(dispatch)
        .layer(Extension(Arc::new(registry)))
        .layer(Extension(Arc::new(DispatchConfig::new(REGION, ACCOUNT))));
    let listener = tokio::net::TcpListener::bind(address).await.expect("a free port");
    axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())
        .await
        .expect("a server");
}
