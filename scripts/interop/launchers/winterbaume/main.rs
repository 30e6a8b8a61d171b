//! Serves winterbaume's EKS alone: `winterbaume-server --host HOST --port PORT`. What the server does around its
//! services is done again here in little: HTTP/1.1, the request rebuilt with its host, and the route by the scope of
//! the signature to a service or to "No service registered".

use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use winterbaume_core::auth::extract_service_from_headers;
use winterbaume_core::{MockRequest, MockResponse, MockService};
use winterbaume_eks::EksService;

async fn answer(eks: Arc<EksService>, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    let host = head.headers.get("host").and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    let uri = format!("https://{host}{path}");
    let body = body.collect().await.map(|all| all.to_bytes()).unwrap_or_default();
    let answered = match extract_service_from_headers(&head.headers).as_deref() {
        Some("eks") => {
            let method = head.method.to_string();
            eks.handle(MockRequest { method, uri, headers: head.headers, body }).await
        }
        _ => MockResponse::json(404, r#"{"__type":"UnknownService","message":"No service registered"}"#),
    };
    let mut response = Response::new(Full::new(answered.body));
    *response.status_mut() = answered.status.try_into().expect("a status");
    *response.headers_mut() = answered.headers;
    response
}

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().collect();
    let address = format!("{}:{}", args[2], args[4]);
    let listener = tokio::net::TcpListener::bind(address).await.expect("a free port");
    let eks = Arc::new(EksService::new());
    loop {
        let (stream, _) = listener.accept().await.expect("a connection");
        let eks = Arc::clone(&eks);
        tokio::spawn(async move {
            let service = service_fn(move |request| {
                let eks = Arc::clone(&eks);
                async move { Ok::<_, Infallible>(answer(eks, request).await) }
            });
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}
