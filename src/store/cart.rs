//! Carts on disk: kept at every tap, dropped with the sale.
//! Never part of the books.

use super::catalog::json;
use super::error::StoreError;
use crate::domain::cart::Cart;
use rusqlite::Connection;
use uuid::Uuid;

/// Keeps a cart as it is now.
///
/// # Errors
/// When the database cannot be written.
pub fn keep_cart(conn: &Connection, cart: &Cart, at: i64) -> Result<(), StoreError> {
    let body = json(cart)?;
    conn.prepare_cached("INSERT OR REPLACE INTO cart (id, changed_at, body) VALUES (?, ?, ?)")?
        .execute((cart.id.to_string(), at, body))?;
    Ok(())
}

/// Drops a cart.
///
/// # Errors
/// When the database cannot be written.
pub fn drop_cart(conn: &Connection, id: Uuid) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM cart WHERE id = ?")?
        .execute([id.to_string()])?;
    Ok(())
}

/// Every cart on disk, the last changed first; one that cannot be read is passed over, not dropped.
///
/// # Errors
/// When the database cannot be read.
pub fn carts(conn: &Connection) -> Result<Vec<Cart>, StoreError> {
    let mut query = conn.prepare_cached("SELECT body FROM cart ORDER BY changed_at DESC, id DESC")?;
    let bodies = query
        .query_map([], |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(bodies
        .iter()
        .filter_map(|body| serde_json::from_str(body).ok())
        .collect())
}
